"use strict";
const words = document.getElementById("filter-words");
const onlyDisputed = document.getElementById("filter-disputed");
const told = document.getElementById("filter-told");
const rows = [...document.querySelectorAll("#stories tbody tr")];
const texts = rows.map((row) => row.cells[0].textContent.toLowerCase());
function filterRows() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  rows.forEach((row, index) => {
    const fits = wanted.every((word) => texts[index].includes(word));
    row.hidden = !fits || (onlyDisputed.checked && !row.dataset.disputed);
    count += row.hidden ? 0 : 1;
  });
  told.textContent = count + " of " + rows.length + " stories of this page";
}
words.addEventListener("input", filterRows);
onlyDisputed.addEventListener("change", filterRows);
document.getElementById("filters").hidden = false;
filterRows();
