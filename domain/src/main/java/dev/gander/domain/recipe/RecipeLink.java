package dev.gander.domain.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonReader;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A whole recipe as text that fits into an address: its JSON in Base64, in the letters of URLs or,
/// as older versions of goose made it, in the usual ones with percent signs.
///
/// @param text as in `eyJ0aXRsZSI6…`
public record RecipeLink(String text) {

  public static RecipeLink of(Recipe recipe) {
    byte[] json = recipe.json().compact().getBytes(StandardCharsets.UTF_8);
    return new RecipeLink(Base64.getUrlEncoder().withoutPadding().encodeToString(json));
  }

  /// Empty if the text is not the link of a recipe.
  public Optional<Recipe> recipe(JsonReader json) {
    return read(Base64.getUrlDecoder(), text, json)
        .or(() -> unescaped().flatMap(plain -> read(Base64.getDecoder(), plain, json)));
  }

  private static Optional<Recipe> read(Base64.Decoder base64, String letters, JsonReader json) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(base64.decode(letters));
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Optional.of(Recipe.read(json.parse(decoded)));
    } catch (IllegalArgumentException | CharacterCodingException | InvalidInput _) {
      return Optional.empty();
    }
  }

  private Optional<String> unescaped() {
    try {
      // In a form a plus would be a blank; here it is a letter of Base64.
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
