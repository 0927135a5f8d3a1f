/// The platform extension `analyze`, as far as it lives in the server: its tool, and the program
/// that does the work, in a process of its own for each call. Start with [AnalyzeConnector].
@NullMarked
package dev.gander.adapters.mcp.analyze;

import org.jspecify.annotations.NullMarked;
