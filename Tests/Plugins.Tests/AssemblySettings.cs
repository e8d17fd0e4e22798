// The assemblies under test show their types to their friends alone, and what shows them is no more public than they are.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.DiscoverInternals]
