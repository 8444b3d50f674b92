Console.Error.WriteLine("This program only carries the model for 'dotnet ef'; see CONTRIBUTING.md, \"Changing the database\".");
return 1;
