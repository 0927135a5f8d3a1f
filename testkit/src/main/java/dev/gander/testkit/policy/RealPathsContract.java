package dev.gander.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.policy.RealPaths;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [RealPaths].
public interface RealPathsContract {
  RealPaths paths();

  /// An absolute path without links of a folder without files.
  Path root();

  /// @param target may be relative to the folder of the link, and need not exist
  void link(Path link, Path target);

  @Test
  default void whatIsMissingStays() {
    assertReal("a/b", "a/b");
    assertReal("b", "a/../b");
    assertReal("b", "a/./x/../../b");
    assertEquals(Optional.of(root().getRoot()), paths().real(root().resolve("/../../..")));
  }

  @Test
  default void linksAreFollowed() {
    link(root().resolve("link"), root().resolve("elsewhere/deep"));
    link(root().resolve("again"), Path.of("link"));

    assertReal("elsewhere/deep", "link");
    assertReal("elsewhere/deep/new.txt", "again/new.txt");
  }

  @Test
  default void theParentOfALinkIsTheParentOfWhereItLeads() {
    link(root().resolve("link"), root().resolve("elsewhere/deep"));

    assertReal("elsewhere/secret", "link/../secret");
    assertReal("secret", "link/../../secret");
  }

  @Test
  default void aCircleLeadsNowhere() {
    link(root().resolve("a"), root().resolve("b"));
    link(root().resolve("b"), root().resolve("a"));

    assertEquals(Optional.empty(), paths().real(root().resolve("a/x")));
  }

  private void assertReal(String expected, String asked) {
    assertEquals(Optional.of(root().resolve(expected)), paths().real(root().resolve(asked)), asked);
  }
}
