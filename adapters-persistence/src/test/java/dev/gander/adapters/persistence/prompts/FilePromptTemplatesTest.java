package dev.gander.adapters.persistence.prompts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.testkit.store.PromptTemplatesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePromptTemplatesTest implements PromptTemplatesContract {
  @TempDir Path folder;
  private PromptTemplates prompts;

  @BeforeEach
  void open() {
    prompts = new FilePromptTemplates(folder);
  }

  @Override
  public PromptTemplates prompts() {
    return prompts;
  }

  @Test
  void removingTheFileBringsTheBuiltInTextBack() throws IOException {
    Files.writeString(folder.resolve("plan.md"), "mine");
    assertEquals("mine", prompts.text(PromptName.PLAN));

    Files.delete(folder.resolve("plan.md"));

    assertEquals(prompts.builtIn(PromptName.PLAN), prompts.text(PromptName.PLAN));
  }

  @Test
  void fileThatIsNoTextIsAnError() throws IOException {
    Files.write(folder.resolve("plan.md"), new byte[] {(byte) 0xff});

    assertThrows(StorageException.class, () -> prompts.text(PromptName.PLAN));
  }
}
