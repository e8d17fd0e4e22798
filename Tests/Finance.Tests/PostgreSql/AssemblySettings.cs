// More than cores: the server works in other processes, and who takes over from a killed instance waits for its minute.
[assembly: Parallelize(Workers = 8, Scope = ExecutionScope.MethodLevel)]
