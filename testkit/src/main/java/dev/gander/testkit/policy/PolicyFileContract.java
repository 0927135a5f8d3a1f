package dev.gander.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.policy.PolicyFile;
import dev.gander.domain.policy.PolicyState;
import dev.gander.domain.policy.PolicyVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [PolicyFile]. There is no file at first.
public interface PolicyFileContract {
  PolicyFile file();

  /// Writes the file.
  void write(Json content);

  void delete();

  @Test
  default void withoutAFileNothingIsRuled() {
    assertEquals(new PolicyState.Absent(), file().read());
  }

  @Test
  default void anEditCountsAtTheNextReading() {
    write(JsonObject.of("otherwise", Json.of("allow")));
    assertEquals(PolicyVerdict.ALLOW, otherwise());

    write(JsonObject.of("otherwise", Json.of("deny")));
    assertEquals(PolicyVerdict.DENY, otherwise());

    delete();
    assertEquals(new PolicyState.Absent(), file().read());
  }

  @Test
  default void aFileThatIsNotUnderstoodIsNotMistakenForNone() {
    for (Json content :
        List.of(
            JsonNull.NULL,
            Json.of(7),
            JsonArray.EMPTY,
            JsonObject.EMPTY,
            JsonObject.of("dney", JsonArray.EMPTY),
            JsonObject.of("deny", JsonObject.EMPTY),
            denying(JsonObject.EMPTY),
            denying(JsonObject.of("command", Json.of(""))),
            denying(JsonObject.of("command", Json.of("rm ["))),
            denying(JsonObject.of("path", Json.of("relative/**"))),
            denying(JsonObject.of("commands", Json.of("rm"))),
            JsonObject.of("otherwise", Json.of("maybe")),
            JsonObject.of("unclear", Json.of("allow")),
            JsonObject.of("version", Json.of(2)))) {
      write(content);

      var broken = assertInstanceOf(PolicyState.Broken.class, file().read(), content.toString());
      assertFalse(broken.problem().isBlank());
    }
    write(JsonObject.of("version", Json.of(1)));
    assertInstanceOf(PolicyState.Valid.class, file().read());
  }

  private static Json denying(JsonObject rule) {
    return JsonObject.of("deny", new JsonArray(List.of(rule)));
  }

  private PolicyVerdict otherwise() {
    return assertInstanceOf(PolicyState.Valid.class, file().read()).policy().otherwise();
  }
}
