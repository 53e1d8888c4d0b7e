/** The theme's own script: another variant shows its price and stands in the address; a changed quantity is sent. Nothing needs it. */
document.addEventListener("change", ({ target }) => {
  const option = target.closest("[data-product-form] [data-price]");
  if (option) {
    document.querySelector("p[data-price]").textContent = option.dataset.price;
    const address = new URL(location.href);
    address.searchParams.set("variant", option.value);
    history.replaceState(history.state, "", address);
  }
  target.closest("[data-line-form]")?.requestSubmit();
});
