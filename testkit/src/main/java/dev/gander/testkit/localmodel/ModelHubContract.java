package dev.gander.testkit.localmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.RepositoryName;
import dev.gander.domain.localmodel.RepositoryNotFound;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [ModelHub]. Nothing is in it.
public interface ModelHubContract {
  String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  ModelHub hub();

  void offer(String repository, long downloads, List<HubFile> files);

  @Test
  default void filesOfARepositoryAreListed() throws Exception {
    List<HubFile> files =
        List.of(new HubFile("README.md", 5, null), new HubFile("BF16/Tiny-BF16.gguf", 70, DIGEST));
    offer("maker/Tiny-GGUF", 3, files);

    assertEquals(files, hub().files(RepositoryName.parse("maker/Tiny-GGUF")));
  }

  @Test
  default void unknownRepositoryIsNotFound() {
    assertThrows(
        RepositoryNotFound.class, () -> hub().files(RepositoryName.parse("maker/Nothing")));
  }

  @Test
  default void searchFindsTheMostPopularFirst() throws Exception {
    List<HubFile> files = List.of(new HubFile("Tiny-Q8_0.gguf", 0, null));
    offer("maker/Tiny-GGUF", 3, files);
    offer("other/Tiny-GGUF", 30, files);

    List<HubRepository> found = hub().search("tiny", 20);

    assertEquals(
        List.of("other/Tiny-GGUF", "maker/Tiny-GGUF"),
        found.stream().map(it -> it.name().text()).toList());
    assertEquals(30, found.getFirst().downloads());
    assertEquals("other", found.getFirst().author());
    assertEquals(files, found.getFirst().files());
    assertEquals(1, hub().search("tiny", 1).size());
  }
}
