document.querySelector('#page').textContent = 'Gander'
