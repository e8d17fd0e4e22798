using TokenAuthority;

var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
var options = new TokenAuthorityOptions();
configuration.Bind(options);
await TokenAuthorityApplication.Build(options).RunAsync();
