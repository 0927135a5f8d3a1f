/// Logs of requests to models: [RequestLog] writes one for each request; `FinishedLogs` gives the
/// last ten their names.
@NullMarked
package dev.gander.provider.kit.log;

import org.jspecify.annotations.NullMarked;
