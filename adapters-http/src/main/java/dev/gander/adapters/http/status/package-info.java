/// `/status`, `/features`, `/system_info`.
@NullMarked
package dev.gander.adapters.http.status;

import org.jspecify.annotations.NullMarked;
