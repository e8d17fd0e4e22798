using System.Text;

namespace LocalDataverse.Storage;

/// <summary>Texts as the database of most environments compares them: without regard to case, to accents, and to blanks at the end.</summary>
/// <remarks>
/// The runtime may have no cultures (invariant globalization), so what a letter is without its accent stands here. Letters without a decomposition (ø, æ, ß, ł)
/// are not folded here.
/// </remarks>
internal static class Collation
{
    // A base letter, and the capital letters that are this letter with accents.
    private static readonly string[] Accents =
    [
        "AÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ",
        "BḂḄḆ",
        "CÇĆĈĊČḈ",
        "DĎḊḌḎḐḒ",
        "EÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ",
        "FḞ",
        "GĜĞĠĢǦǴḠ",
        "HĤȞḢḤḦḨḪ",
        "IÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ",
        "JĴ",
        "KĶǨḰḲḴ",
        "LĹĻĽḶḸḺḼ",
        "MḾṀṂ",
        "NÑŃŅŇǸṄṆṈṊ",
        "OÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
        "PṔṖ",
        "RŔŖŘȐȒṘṚṜṞ",
        "SŚŜŞŠȘṠṢṤṦṨ",
        "TŢŤȚṪṬṮṰ",
        "UÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ",
        "VṼṾ",
        "WŴẀẂẄẆẈ",
        "XẊẌ",
        "YÝŶŸȲẎỲỴỶỸ",
        "ZŹŻŽẐẒẔ",
        "¨΅῁῭΅",
        "ÆǢǼ",
        "ØǾ",
        "ƷǮ",
        "ΑΆἈἉἊἋἌἍἎἏᾸᾹᾺΆ",
        "ΕΈἘἙἚἛἜἝῈΈ",
        "ΗΉἨἩἪἫἬἭἮἯῊΉ",
        "ΙΊΪἸἹἺἻἼἽἾἿῘῙῚΊ",
        "ΟΌὈὉὊὋὌὍῸΌ",
        "ΡῬ",
        "ΥΎΫὙὛὝὟῨῩῪΎ",
        "ΩΏὨὩὪὫὬὭὮὯῺΏ",
        "ϒϓϔ",
        "ІЇ",
        "АӐӒ",
        "ГЃ",
        "ЕЀЁӖ",
        "ЖӁӜ",
        "ЗӞ",
        "ИЍЙӢӤ",
        "КЌ",
        "ОӦ",
        "УЎӮӰӲ",
        "ЧӴ",
        "ЫӸ",
        "ЭӬ",
        "ѴѶ",
        "ӘӚ",
        "ӨӪ",
        "᾿῍῎῏",
        "῾῝῞῟",
    ];

    private static readonly char[] Folded = Table();

    public static bool Equals(string left, string right) => Compare(left, right) == 0;

    public static int Compare(string left, string right)
    {
        var (a, b) = (new Reader(left), new Reader(right));
        while (true)
        {
            var (x, y) = (a.Next(), b.Next());
            if (x != y || x == Reader.End)
            {
                return x.CompareTo(y);
            }
        }
    }

    public static int GetHashCode(string text)
    {
        var reader = new Reader(text);
        var hash = 17;
        for (var letter = reader.Next(); letter != Reader.End; letter = reader.Next())
        {
            hash = unchecked((hash * 31) + letter);
        }

        return hash;
    }

    /// <summary>Capital letters without accents; blanks at the end stay: patterns look at them.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (Folded[letter] is > '\0' and var plain)
            {
                folded.Append(plain);
            }
        }

        return folded.ToString();
    }

    private static char[] Table()
    {
        const char FirstMark = '\u0300';
        const char LastMark = '\u036F';
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = char.ToUpperInvariant((char)i);
        }

        foreach (var letters in Accents)
        {
            foreach (var accented in letters)
            {
                table[accented] = letters[0];
                table[char.ToLowerInvariant(accented)] = letters[0];
            }
        }

        for (var mark = FirstMark; mark <= LastMark; mark++)
        {
            table[mark] = '\0';
        }

        return table;
    }

    /// <summary>Gives the folded letters one by one, up to the blanks at the end.</summary>
    private struct Reader(string text)
    {
        public const int End = -1;
        private readonly int length = text.TrimEnd(' ').Length;
        private int place;

        public int Next()
        {
            while (place < length)
            {
                var folded = Folded[text[place++]];
                if (folded != '\0')
                {
                    return folded;
                }
            }

            return End;
        }
    }
}
