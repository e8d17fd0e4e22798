using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ProjectInvoice.Finance.Staging;

/// <summary>Reads <c>{"rows":[…]}</c> one row at a time, however long the array is.</summary>
internal static class RowStream
{
    private enum Place
    {
        BeforeObject,
        BeforeName,
        BeforeArray,
        InArray,
        AfterArray,
        AfterObject,
    }

    /// <param name="body">The body of a request.</param>
    /// <param name="read">Reads one row.</param>
    /// <exception cref="FinanceRefusal">The body is not such an object (<see cref="StagingErrors.NoRows"/>).</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(PipeReader body, RowReader<T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var state = default(JsonReaderState);
        var place = Place.BeforeObject;
        var rows = new List<T>();
        var number = 0;
        while (true)
        {
            var result = await body.ReadAsync(cancellation);
            var consumed = 0L;
            try
            {
                consumed = Parse(result.Buffer, result.IsCompleted, ref state, ref place, read, ref number, rows);
            }
            finally
            {
                // Also of a broken body: a read that is left open would cost the connection and the requests behind it.
                body.AdvanceTo(result.Buffer.GetPosition(consumed), result.Buffer.End);
            }

            foreach (var row in rows)
            {
                yield return row;
            }

            rows.Clear();
            if (result.IsCompleted)
            {
                break;
            }
        }

        if (place != Place.AfterObject)
        {
            throw Broken();
        }
    }

    private static long Parse<T>(
        ReadOnlySequence<byte> buffer,
        bool isLast,
        ref JsonReaderState state,
        ref Place place,
        RowReader<T> read,
        ref int number,
        List<T> rows
    )
    {
        var reader = new Utf8JsonReader(buffer, isLast, state);
        try
        {
            while (true)
            {
                var before = reader;
                if (!reader.Read())
                {
                    break;
                }

                if (place == Place.InArray && reader.TokenType != JsonTokenType.EndArray)
                {
                    var rest = reader;
                    if (!rest.TrySkip())
                    {
                        reader = before;
                        break;
                    }

                    rows.Add(read(ref reader, $"row {++number}"));
                    reader = rest;
                    continue;
                }

                place = (place, reader.TokenType) switch
                {
                    (Place.BeforeObject, JsonTokenType.StartObject) => Place.BeforeName,
                    (Place.BeforeName, JsonTokenType.PropertyName) when reader.ValueTextEquals("rows") => Place.BeforeArray,
                    (Place.BeforeArray, JsonTokenType.StartArray) => Place.InArray,
                    (Place.InArray, JsonTokenType.EndArray) => Place.AfterArray,
                    (Place.AfterArray, JsonTokenType.EndObject) => Place.AfterObject,
                    _ => throw Broken(),
                };
            }
        }
        catch (JsonException)
        {
            throw Broken();
        }

        state = reader.CurrentState;
        return reader.BytesConsumed;
    }

    private static FinanceRefusal Broken() => StagingErrors.NoRows.Refusal("request body");
}
