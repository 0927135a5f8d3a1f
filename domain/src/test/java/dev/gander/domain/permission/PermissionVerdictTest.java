package dev.gander.domain.permission;

import static dev.gander.domain.permission.PermissionVerdict.MANAGE_EXTENSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionVerdictTest {
  private static final String TOOL = "box__write";
  private static final String SAYS_NOTHING = "-";

  /// What is remembered about tools, by their whole names.
  private record Remembered(Map<String, PermissionLevel> user, Map<String, PermissionLevel> judged)
      implements ToolPermissions {
    @Override
    public Optional<PermissionLevel> userLevel(String tool) {
      return Optional.ofNullable(user.get(tool));
    }

    @Override
    public Optional<PermissionLevel> judgedLevel(String tool) {
      return Optional.ofNullable(judged.get(tool));
    }

    @Override
    public void setUserLevels(Map<String, PermissionLevel> levels) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setJudgedLevels(Collection<String> tools, PermissionLevel level) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String prefix) {
      throw new UnsupportedOperationException();
    }
  }

  /// Every mode with every level of the user's, against tools that say that they only read, that
  /// they write, and nothing.
  @ParameterizedTest(name = "mode {0}, the user said {1}")
  @CsvSource({
    "AUTO, , ALLOW, ALLOW, ALLOW",
    "AUTO, ALWAYS_ALLOW, ALLOW, ALLOW, ALLOW",
    "AUTO, ASK_BEFORE, ALLOW, ALLOW, ALLOW",
    "AUTO, NEVER_ALLOW, ALLOW, ALLOW, ALLOW",
    "APPROVE, , ASK, ASK, ASK",
    "APPROVE, ALWAYS_ALLOW, ALLOW, ALLOW, ALLOW",
    "APPROVE, ASK_BEFORE, ASK, ASK, ASK",
    "APPROVE, NEVER_ALLOW, DENY, DENY, DENY",
    "SMART_APPROVE, , ALLOW, ASK, JUDGE",
    "SMART_APPROVE, ALWAYS_ALLOW, ALLOW, ALLOW, ALLOW",
    "SMART_APPROVE, ASK_BEFORE, ASK, ASK, ASK",
    "SMART_APPROVE, NEVER_ALLOW, DENY, DENY, DENY",
    "CHAT, , ASK, ASK, ASK",
    "CHAT, ALWAYS_ALLOW, ALLOW, ALLOW, ALLOW",
    "CHAT, ASK_BEFORE, ASK, ASK, ASK",
    "CHAT, NEVER_ALLOW, DENY, DENY, DENY"
  })
  void theModeAndTheUserDecide(
      GooseMode mode,
      PermissionLevel user,
      PermissionVerdict reads,
      PermissionVerdict writes,
      PermissionVerdict saysNothing) {
    Remembered remembered = new Remembered(user == null ? Map.of() : Map.of(TOOL, user), Map.of());

    assertEquals(reads, verdict(mode, TOOL, "true", remembered), "a tool that only reads");
    assertEquals(writes, verdict(mode, TOOL, "false", remembered), "a tool that writes");
    assertEquals(saysNothing, verdict(mode, TOOL, SAYS_NOTHING, remembered), "an unknown tool");
  }

  @ParameterizedTest
  @CsvSource({
    "-, ALWAYS_ALLOW, ALLOW",
    "-, ASK_BEFORE, ASK",
    "-, NEVER_ALLOW, ASK",
    "true, ASK_BEFORE, ALLOW",
    "false, ALWAYS_ALLOW, ASK"
  })
  void anEarlierJudgementCountsIfTheToolSaysNothing(
      String hint, PermissionLevel judged, PermissionVerdict expected) {
    Remembered remembered = new Remembered(Map.of(), Map.of(TOOL, judged));

    assertEquals(expected, verdict(GooseMode.SMART_APPROVE, TOOL, hint, remembered));
    assertEquals(
        PermissionVerdict.ASK, verdict(GooseMode.APPROVE, TOOL, hint, remembered), "approve");
  }

  @ParameterizedTest
  @EnumSource
  void aDecisionIsAboutOneToolOfOneExtension(PermissionLevel level) {
    Remembered remembered = new Remembered(Map.of(TOOL, level), Map.of(TOOL, level));
    for (String other : new String[] {"other__write", "write", "box__write2", "box__"}) {
      assertEquals(
          PermissionVerdict.ASK, verdict(GooseMode.APPROVE, other, "-", remembered), other);
      assertEquals(
          PermissionVerdict.JUDGE, verdict(GooseMode.SMART_APPROVE, other, "-", remembered), other);
      assertEquals(PermissionVerdict.ALLOW, PermissionVerdict.ofSubAgent(other, remembered), other);
    }
  }

  @Test
  void changingTheExtensionsIsNeverLeftToTheModel() {
    assertEquals(
        PermissionVerdict.ASK,
        verdict(
            GooseMode.SMART_APPROVE,
            MANAGE_EXTENSIONS,
            SAYS_NOTHING,
            new Remembered(Map.of(), Map.of())));
  }

  private static PermissionVerdict verdict(
      GooseMode mode, String name, String hint, ToolPermissions permissions) {
    JsonObject annotations =
        hint.equals(SAYS_NOTHING)
            ? JsonObject.EMPTY
            : JsonObject.of("readOnlyHint", Json.of(Boolean.parseBoolean(hint)));
    Tool tool = new Tool(name, "", JsonObject.EMPTY, JsonObject.of("annotations", annotations));
    return PermissionVerdict.of(mode, name, tool, permissions);
  }
}
