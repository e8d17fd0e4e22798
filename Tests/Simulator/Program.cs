using Simulator.Commands;

if (Environment.GetEnvironmentVariable("SIM_DEBUG") is not null) { AppDomain.CurrentDomain.FirstChanceException += (_, e) => Console.Error.WriteLine("FCE " + e.Exception.GetType().Name + " " + e.Exception.Message + " " + e.Exception.StackTrace?.Split('\n')[0]); }
return await SimulatorCommand.RunAsync(args);
