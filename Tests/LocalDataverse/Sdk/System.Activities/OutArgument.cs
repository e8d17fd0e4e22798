namespace System.Activities;

public abstract class OutArgument : Argument { }
