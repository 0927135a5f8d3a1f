package dev.gander.testkit.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [ToolPermissions]. Nothing is remembered at first.
public interface ToolPermissionsContract {
  ToolPermissions permissions();

  @Test
  default void nothingIsKnownAboutANewTool() {
    assertEquals(Optional.empty(), permissions().userLevel("t"));
    assertEquals(Optional.empty(), permissions().judgedLevel("t"));
  }

  @Test
  default void lastDecisionCounts() {
    for (PermissionLevel level : PermissionLevel.values()) {
      permissions().setUserLevel("t", level);
      assertEquals(Optional.of(level), permissions().userLevel("t"));
    }
    permissions().setUserLevel("t", PermissionLevel.ALWAYS_ALLOW);
    assertEquals(Optional.of(PermissionLevel.ALWAYS_ALLOW), permissions().userLevel("t"));
  }

  @Test
  default void judgementsAreKeptApartFromDecisions() {
    permissions().setUserLevel("t", PermissionLevel.NEVER_ALLOW);
    permissions().setJudgedLevels(List.of("t", "u"), PermissionLevel.ALWAYS_ALLOW);
    permissions().setJudgedLevels(List.of("u"), PermissionLevel.ASK_BEFORE);
    permissions().setJudgedLevels(List.of(), PermissionLevel.NEVER_ALLOW);

    assertEquals(Optional.of(PermissionLevel.NEVER_ALLOW), permissions().userLevel("t"));
    assertEquals(Optional.of(PermissionLevel.ALWAYS_ALLOW), permissions().judgedLevel("t"));
    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions().judgedLevel("u"));
    assertEquals(Optional.empty(), permissions().userLevel("u"));
  }

  @Test
  default void namesMayBeAnyText() {
    for (String tool : List.of("a__b c", "", "ünï", "- x: #", "true", "5")) {
      permissions().setUserLevel(tool, PermissionLevel.ASK_BEFORE);
    }
    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions().userLevel(""));
    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions().userLevel("5"));
    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions().userLevel("- x: #"));
  }

  @Test
  default void forgettingTakesAllToolsWithThePrefix() {
    permissions().setUserLevel("dev__a", PermissionLevel.ALWAYS_ALLOW);
    permissions().setUserLevel("other", PermissionLevel.ALWAYS_ALLOW);
    permissions().setJudgedLevels(List.of("dev__b"), PermissionLevel.ASK_BEFORE);

    permissions().forget("dev__");

    assertEquals(Optional.empty(), permissions().userLevel("dev__a"));
    assertEquals(Optional.empty(), permissions().judgedLevel("dev__b"));
    assertEquals(Optional.of(PermissionLevel.ALWAYS_ALLOW), permissions().userLevel("other"));
  }

  @Test
  default void severalDecisionsAreStoredTogether() {
    permissions().setUserLevel("a", PermissionLevel.ALWAYS_ALLOW);

    permissions()
        .setUserLevels(Map.of("a", PermissionLevel.NEVER_ALLOW, "b", PermissionLevel.ASK_BEFORE));
    permissions().setUserLevels(Map.of());

    assertEquals(Optional.of(PermissionLevel.NEVER_ALLOW), permissions().userLevel("a"));
    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions().userLevel("b"));
  }
}
