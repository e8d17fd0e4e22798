// Tests of a class share an environment and compare what it holds; classes share nothing.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.ClassLevel)]
