/** What a store sells, as pickers and rules ask for it. */
import { describe, expect, it } from "vitest";
import { describeCatalogue, readCollections, searchCatalogue } from "./catalogue";
import { notThere, storeLine, withTotal } from "./testing/store-line";

const store = storeLine();

describe("the catalogue", () => {
  it("is searched for products that are on sale, and for categories, under names as people read them", async () => {
    store.answers(
      [
        /products$/,
        () => [{ id: 13, name: "Tea &#038; Cake", images: [{ src: "https://s.example/t.jpg" }] }],
      ],
      [/categories$/, () => [{ id: 4, name: "Mugs &amp; Cups", image: null }]],
    );
    expect(await searchCatalogue(store.client(), "product", " %tea ")).toEqual([
      { id: "13", title: "Tea & Cake", image: "https://s.example/t.jpg" },
    ]);
    expect(store.asked[0]?.params).toMatchObject({ search: "tea", status: "publish" });
    expect(await searchCatalogue(store.client(), "collection", "")).toEqual([
      { id: "4", title: "Mugs & Cups", image: null },
    ]);
    expect(store.asked[1]?.params.search).toBeUndefined();
  });

  it("describes what was picked in its order, and leaves out what is gone or never was the store's", async () => {
    store.answers([
      /products$/,
      ({ params }) => {
        const ids = (params.include ?? "").split(",").map(Number);
        return ids
          .filter((id) => id !== 9)
          .map((id) => ({ id, name: `P${id}`, images: [] }))
          .reverse();
      },
    ]);
    const found = await describeCatalogue(store.client(), "product", ["7", "9", "gid://x", "3"]);
    expect(found.map(({ id }) => id)).toEqual(["7", "3"]);
    expect(await describeCatalogue(store.client(), "product", ["gid://x"])).toEqual([]);
    expect(store.asked).toHaveLength(1);
  });
});

describe("collections", () => {
  const kitchen = [
    { id: 1, parent: 0 },
    { id: 2, parent: 1 },
    { id: 3, parent: 2 },
    // A circle that a broken import left.
    { id: 8, parent: 9 },
    { id: 9, parent: 8 },
  ];

  it("of a product are its categories and those these are in; a variation is in its product's", async () => {
    store.answers(
      [/products\/categories$/, () => withTotal(kitchen)],
      [
        /products$/,
        () => [
          { id: 13, categories: [{ id: 3 }] },
          { id: 14, categories: [{ id: 8 }] },
          { id: 15, categories: [] },
        ],
      ],
      [/products\/33$/, () => ({ id: 33, parent_id: 13, categories: [] })],
      [/products\/13$/, () => ({ id: 13, parent_id: 0, categories: [{ id: 3 }] })],
      [/products\/99$/, notThere],
    );
    const found = await readCollections(store.client(), ["13", "14", "15", "33", "99", "gid://x"]);
    expect(Object.fromEntries(found)).toEqual({
      "13": ["3", "2", "1"],
      "14": ["8", "9"],
      "15": [],
      "33": ["3", "2", "1"],
      "99": [],
      "gid://x": [],
    });
  });
});
