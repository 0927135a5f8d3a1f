package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.testkit.store.ToolPermissionsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlToolPermissionsTest implements ToolPermissionsContract {
  @TempDir Path folder;
  private Path file;
  private ToolPermissions permissions;

  @BeforeEach
  void open() {
    file = folder.resolve("permission.yaml");
    permissions = new YamlToolPermissions(file);
  }

  @Override
  public ToolPermissions permissions() {
    return permissions;
  }

  @Test
  void fileHasAllListsAsGooseWantsThem() throws IOException {
    permissions.setUserLevel("developer__shell", PermissionLevel.ASK_BEFORE);

    assertEquals(
        """
        user:
          always_allow: []
          ask_before:
          - developer__shell
          never_allow: []
        """,
        Files.readString(file));
  }

  @Test
  void otherCategoriesAndToolsStay() throws IOException {
    Files.writeString(
        file,
        """
        user:
          always_allow: [a]
          ask_before: [b]
          never_allow: []
        later:
          always_allow: [w]
        """);

    permissions.setUserLevel("new", PermissionLevel.ALWAYS_ALLOW);
    permissions.setUserLevel("b", PermissionLevel.ALWAYS_ALLOW);

    assertEquals(
        """
        user:
          always_allow: [a, new, b]
          ask_before: []
          never_allow: []
        later:
          always_allow: [w]
        """,
        Files.readString(file));
  }

  @Test
  void brokenFileAsksForEveryToolAndIsNotOverwritten() throws IOException {
    Files.writeString(file, "user: [");

    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions.userLevel("t"));
    assertEquals(Optional.empty(), permissions.judgedLevel("t"));
    assertThrows(
        StorageException.class,
        () -> permissions.setJudgedLevels(List.of("t"), PermissionLevel.ASK_BEFORE));

    assertEquals("user: [", Files.readString(file));
  }

  @Test
  void listsOfAnotherShapeAreEmpty() throws IOException {
    Files.writeString(file, "user:\n  always_allow: t\nsmart_approve: 5\n");

    assertEquals(Optional.empty(), permissions.userLevel("t"));
    assertEquals(Optional.empty(), permissions.judgedLevel("t"));
  }
}
