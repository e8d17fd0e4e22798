namespace System.Activities;

public abstract class Argument
{
}
