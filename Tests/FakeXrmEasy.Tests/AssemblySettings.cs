// The assembly under test shows its option values to its friends alone, and what shows them is no more public than they are.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.DiscoverInternals]
