return await Finance.FinanceApplication.RunAsync(args, Console.Error);
