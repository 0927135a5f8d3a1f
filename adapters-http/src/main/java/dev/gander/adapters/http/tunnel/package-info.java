/// Ways to the server from elsewhere: `/tunnel` and `/gateway`.
@NullMarked
package dev.gander.adapters.http.tunnel;

import org.jspecify.annotations.NullMarked;
