// One clock, and one world that is dear to prepare.
[assembly: DoNotParallelize]
