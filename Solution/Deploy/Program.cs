using Solution.Deploy.CommandLine;

return await DeployCommandLine.RunAsync(args);
