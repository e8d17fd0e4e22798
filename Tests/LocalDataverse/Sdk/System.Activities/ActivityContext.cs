namespace System.Activities;

public class ActivityContext
{
    internal ActivityContext()
    {
    }
}
