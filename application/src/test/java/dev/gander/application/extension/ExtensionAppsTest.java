package dev.gander.application.extension;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExtensionAppsTest {
  private static final int AT_ONCE = 8;

  /// Each eight of its resources can only be read together.
  private static final class Gallery implements Extension {
    private final CyclicBarrier together = new CyclicBarrier(AT_ONCE);
    private final AtomicInteger reading = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public boolean hasResources() {
      return true;
    }

    @Override
    public List<Resource> listResources() {
      return IntStream.range(0, 3 * AT_ONCE)
          .mapToObj(i -> new Resource("ui://gallery/" + i, "Picture " + i))
          .toList();
    }

    @Override
    public List<ResourceContent> readResource(String uri) throws InterruptedException {
      most.accumulateAndGet(reading.incrementAndGet(), Math::max);
      try {
        together.await(60, TimeUnit.SECONDS);
        if (uri.endsWith("/5")) {
          throw new ExtensionException("this one is lost", null);
        }
        return List.of(new ResourceContent.Text(uri, "text/html", "<p>" + uri, null));
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new ExtensionException("read alone", e);
      } finally {
        reading.decrementAndGet();
      }
    }

    @Override
    public List<Tool> tools() {
      return List.of();
    }

    @Override
    public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable String instructions() {
      return null;
    }

    @Override
    public void close() {}
  }

  @Test
  void resourcesAreReadSideBySideAFewAtATimeAndKeepTheirOrder() throws Exception {
    Gallery gallery = new Gallery();
    Roster roster = Roster.EMPTY.with(new Roster.Running(config("g"), config("g"), gallery));

    Map<ExtensionKey, List<McpApp>> apps = ExtensionApps.of(roster);

    List<String> names = apps.get(new ExtensionKey("g")).stream().map(McpApp::name).toList();
    assertEquals(
        IntStream.range(0, 3 * AT_ONCE).filter(i -> i != 5).mapToObj(i -> "Picture " + i).toList(),
        names);
    assertTrue(gallery.most.get() <= AT_ONCE, () -> gallery.most + " at once");
  }
}
