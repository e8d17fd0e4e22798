System.Console.WriteLine("local environment");
