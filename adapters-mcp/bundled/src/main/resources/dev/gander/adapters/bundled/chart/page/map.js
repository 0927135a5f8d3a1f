'use strict';
// The ground is part of the page, so that nobody learns which places someone looks at.
let map = null;
let shown = null;

function popup(marker) {
  const text = document.createElement('div');
  for (const part of [marker.name ?? marker.label, marker.description ?? marker.popup, marker.value]) {
    if (part !== undefined) {
      const line = document.createElement('div');
      line.textContent = String(part);
      text.append(line);
    }
  }
  return text;
}

showWith((data, _theme, picture) => {
  // Styles follow the theme by themselves, and the user keeps the part that is in view.
  if (data === shown) return;
  map?.remove();
  map = L.map(picture, { attributionControl: false }).setView([20, 0], 2);
  L.geoJSON(world, { style: { className: 'land', weight: 1, fillOpacity: 1 }, interactive: false }).addTo(map);
  const places = data.markers.map((marker) => {
    L.circleMarker([marker.lat, marker.lng], { radius: 8, color: marker.color ?? '#d6336c', fillOpacity: 0.7 })
      .bindPopup(popup(marker))
      .bindTooltip(() => popup(marker))
      .addTo(map);
    return [marker.lat, marker.lng];
  });
  if (data.center) map.setView([data.center.lat, data.center.lng], data.zoom ?? 6, { animate: false });
  else if (data.autoFit !== false) map.fitBounds(places, { padding: [32, 32], maxZoom: data.zoom ?? 12, animate: false });
  shown = data;
});
