System.Console.WriteLine("packer");
