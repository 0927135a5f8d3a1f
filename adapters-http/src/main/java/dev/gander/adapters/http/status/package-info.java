/// `/status`, `/features`, `/system_info`, `/diagnostics`.
@NullMarked
package dev.gander.adapters.http.status;

import org.jspecify.annotations.NullMarked;
