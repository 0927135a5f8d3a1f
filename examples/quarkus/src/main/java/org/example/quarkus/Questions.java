package org.example.quarkus;

import dev.gander.client.GanderClient;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// `POST /questions` with a text answers with what the agent says.
@Path("/questions")
public class Questions {
  private final GanderClient client;
  private final java.nio.file.Path folder;

  Questions(
      GanderClient client, @ConfigProperty(name = "gander.home") java.nio.file.Path folder) {
    this.client = client;
    this.folder = folder;
  }

  @POST
  @RunOnVirtualThread
  public String ask(String question) {
    return client.newChat(folder.toAbsolutePath()).ask(question).text();
  }
}
