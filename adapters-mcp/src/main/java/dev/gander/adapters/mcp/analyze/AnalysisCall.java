package dev.gander.adapters.mcp.analyze;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// A request to the program.
///
/// @param focus empty for none
record AnalysisCall(Path path, String focus, long maxDepth, long followDepth, boolean force) {
  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeUTF(path.toString());
    data.writeUTF(focus);
    data.writeLong(maxDepth);
    data.writeLong(followDepth);
    data.writeBoolean(force);
    data.flush();
  }
}
