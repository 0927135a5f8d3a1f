package dev.gander.provider.testkit;

import java.io.IOException;
import java.util.List;
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

  /// The bodies that the service received, in the form that the provider contract expects.
  public List<String> sent() {
    return service.allAsked().stream().map(ModelService.Asked::body).toList();
  }

  @AfterEach
  void stopService() {
    service.close();
  }
}
