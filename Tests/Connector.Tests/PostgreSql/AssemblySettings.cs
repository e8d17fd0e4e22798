// The assembly under test shows its types to its friends alone, and what shows them is no more public than they are.
[assembly: DiscoverInternals]
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]
