return await ProjectInvoice.Finance.FinanceApplication.RunAsync(args, Console.Error);
