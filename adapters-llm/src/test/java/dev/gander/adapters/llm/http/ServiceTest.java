package dev.gander.adapters.llm.http;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A test with a model service of its own.
public abstract class ServiceTest {
  protected ModelService service;

  @BeforeEach
  void startService() throws IOException {
    service = new ModelService();
  }

  public final ModelService service() {
    return service;
  }

  @AfterEach
  void stopService() {
    service.close();
  }
}
