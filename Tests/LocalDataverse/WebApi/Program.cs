using LocalDataverse.WebApi;

await LocalDataverseApplication.Build(args).RunAsync();
