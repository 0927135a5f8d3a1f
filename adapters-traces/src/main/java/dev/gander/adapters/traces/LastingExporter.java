package dev.gander.adapters.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.Supplier;

/// An exporter that outlives its HTTP client. The JDK closes one for good when memory runs out in
/// its own thread; OpenTelemetry keeps it, and does not show it: so whatever has failed is
/// replaced. The spans of that call are lost, as with a receiver that is away.
final class LastingExporter implements SpanExporter {
  private final Supplier<SpanExporter> maker;

  // Both guarded by this object's lock.
  private SpanExporter exporter;
  private boolean isShut;

  LastingExporter(Supplier<SpanExporter> maker) {
    this.maker = maker;
    this.exporter = maker.get();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    SpanExporter used = current();
    CompletableResultCode result = used.export(spans);
    return result.whenComplete(
        () -> {
          if (!result.isSuccess()) {
            replace(used);
          }
        });
  }

  private synchronized SpanExporter current() {
    return exporter;
  }

  private void replace(SpanExporter failed) {
    if (isReplaced(failed)) {
      // May wait for requests, while others export.
      failed.shutdown();
    }
  }

  private synchronized boolean isReplaced(SpanExporter failed) {
    boolean isCurrent = exporter.equals(failed) && !isShut;
    if (isCurrent) {
      exporter = maker.get();
    }
    return isCurrent;
  }

  @Override
  public CompletableResultCode flush() {
    return current().flush();
  }

  @Override
  public synchronized CompletableResultCode shutdown() {
    isShut = true;
    return exporter.shutdown();
  }
}
