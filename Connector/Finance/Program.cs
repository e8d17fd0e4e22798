Finance.FinanceApplication.Build(args).Run();
