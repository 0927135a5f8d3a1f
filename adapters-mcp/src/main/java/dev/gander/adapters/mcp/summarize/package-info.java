/// The platform extension `summarize`: a question about whole folders of files, answered by the
/// session's model in one request. Start with [SummarizeConnector].
@NullMarked
package dev.gander.adapters.mcp.summarize;

import org.jspecify.annotations.NullMarked;
