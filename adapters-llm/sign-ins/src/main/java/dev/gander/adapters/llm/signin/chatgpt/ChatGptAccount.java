package dev.gander.adapters.llm.signin.chatgpt;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the account of ChatGPT tokens. The signature is not checked: the tokens came from their
/// issuer over TLS, and the service checks them on every call.
final class ChatGptAccount {
  private static final String ID = "chatgpt_account_id";

  private ChatGptAccount() {}

  /// The account stored with the tokens, or else the one in their claims.
  static Optional<String> of(JsonObject tokens) {
    return tokens
        .text("account_id")
        .or(
            () ->
                Stream.of("id_token", "access_token")
                    .flatMap(name -> tokens.text(name).stream())
                    .flatMap(token -> claims(token).stream())
                    .flatMap(claims -> account(claims).stream())
                    .findFirst())
        .filter(account -> account.matches("[!-~]{1,200}"));
  }

  private static Optional<String> account(JsonObject claims) {
    return claims
        .text(ID)
        .or(() -> claims.object("https://api.openai.com/auth").flatMap(auth -> auth.text(ID)))
        .or(() -> claims.array("organizations").flatMap(ChatGptAccount::firstId));
  }

  private static Optional<String> firstId(JsonArray organizations) {
    for (Json item : organizations.items()) {
      return item instanceof JsonObject organization ? organization.text("id") : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<JsonObject> claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return JsonText.parse(Base64.getUrlDecoder().decode(parts[1])) instanceof JsonObject claims
          ? Optional.of(claims)
          : Optional.empty();
    } catch (IllegalArgumentException | JsonSyntaxException _) {
      return Optional.empty();
    }
  }
}
