namespace LocalDataverse.Registration;

public enum ImageType
{
    PreImage = 0,
    PostImage = 1,
    Both = 2,
}
