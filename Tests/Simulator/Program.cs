using Simulator.Commands;

return await SimulatorCommand.RunAsync(args);
