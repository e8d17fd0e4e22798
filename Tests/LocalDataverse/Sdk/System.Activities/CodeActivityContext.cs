namespace System.Activities;

public class CodeActivityContext : ActivityContext
{
    internal CodeActivityContext()
    {
    }
}
