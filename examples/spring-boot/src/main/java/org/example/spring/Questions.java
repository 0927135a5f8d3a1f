package org.example.spring;

import dev.gander.client.GanderClient;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /questions` with a text answers with what the agent says.
@RestController
class Questions {
  private final GanderClient client;
  private final Path folder;

  Questions(GanderClient client, @Value("${gander.home}") Path folder) {
    this.client = client;
    this.folder = folder;
  }

  @PostMapping("/questions")
  String ask(@RequestBody String question) {
    return client.newChat(folder.toAbsolutePath()).ask(question).text();
  }
}
