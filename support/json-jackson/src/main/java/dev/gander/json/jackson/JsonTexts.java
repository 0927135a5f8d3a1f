package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/// Parses JSON texts like [JsonText], without holding long arrays in memory.
public final class JsonTexts implements JsonReader {
  private static final long NOWHERE = -1;

  @Override
  public Json parse(String text) {
    return JsonText.parse(text);
  }

  @Override
  public Split split(String text, String name) {
    return JsonText.reading(() -> JsonText.parser(text), parser -> split(parser, text, name));
  }

  /// As everywhere, of duplicate members the last one wins.
  private static Split split(JsonParser parser, String text, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return new Split(TreeReader.STRICT.read(parser), Optional.empty());
    }
    JsonObject.Builder rest = JsonObject.builder();
    long place = NOWHERE;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = TreeReader.STRICT.text(parser);
      boolean isWanted = member.equals(name);
      if (parser.nextToken() == JsonToken.START_ARRAY && isWanted) {
        place = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
      } else {
        place = isWanted ? NOWHERE : place;
        rest.put(member, TreeReader.STRICT.read(parser));
      }
    }
    if (place == NOWHERE) {
      return new Split(rest.build(), Optional.empty());
    }
    long begin = place;
    return new Split(rest.build().without(Set.of(name)), Optional.of(() -> new Items(text, begin)));
  }

  /// The items of an array that was found to be complete.
  private static final class Items implements Iterator<Json> {
    private final JsonParser parser;
    private Optional<Json> next;

    Items(String text, long begin) {
      this.parser = JsonText.within(() -> open(text, begin));
      this.next = read();
    }

    private static JsonParser open(String text, long begin) throws IOException {
      Reader reader = new StringReader(text);
      reader.skip(begin);
      JsonParser parser = JsonText.parser(reader);
      parser.nextToken();
      return parser;
    }

    private Optional<Json> read() {
      return JsonText.within(
          () -> {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
              parser.close();
              return Optional.empty();
            }
            return Optional.of(TreeReader.STRICT.read(parser));
          });
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public Json next() {
      Json item = next.orElseThrow();
      next = read();
      return item;
    }
  }
}
