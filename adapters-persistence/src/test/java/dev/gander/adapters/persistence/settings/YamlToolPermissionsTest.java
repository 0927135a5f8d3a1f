package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.testkit.permission.ToolPermissionsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user: [",
        "[x]",
        "text",
        "user: [t]",
        "user:\n  never_allow: t\n",
        "user:\n  never_allow: [5]\n",
        "user:\n  never_allow:\n    t: true\n",
        "smart_approve: 5\n",
      })
  void fileThatIsNotUnderstoodAsksForEveryToolAndIsNotOverwritten(String text) throws IOException {
    Files.writeString(file, text);

    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions.userLevel("t"));
    assertEquals(Optional.empty(), permissions.judgedLevel("t"));
    assertThrows(
        StorageException.class,
        () -> permissions.setJudgedLevels(List.of("t"), PermissionLevel.ASK_BEFORE));
    assertThrows(
        StorageException.class,
        () -> permissions.setUserLevel("other", PermissionLevel.ALWAYS_ALLOW));

    assertEquals(text, Files.readString(file));
  }

  @Test
  void brokenFileIsNotUnderstoodForAReason() throws IOException {
    Files.writeString(file, "user:\n  never_allow: t\n");

    StorageException failure =
        assertThrows(
            StorageException.class,
            () -> permissions.setUserLevel("t", PermissionLevel.ASK_BEFORE));

    assertEquals(
        file + " is broken: user.never_allow: invalid type: string, expected a sequence",
        failure.text());
  }

  @Test
  void listsThatAreNotThereAreEmpty() throws IOException {
    Files.writeString(file, "user:\n  never_allow:\n  ask_before: [a]\nsmart_approve:\n");

    assertEquals(Optional.empty(), permissions.userLevel("t"));
    assertEquals(Optional.of(PermissionLevel.ASK_BEFORE), permissions.userLevel("a"));
    permissions.setUserLevel("t", PermissionLevel.NEVER_ALLOW);
    assertEquals(Optional.of(PermissionLevel.NEVER_ALLOW), permissions.userLevel("t"));
  }
}
